/** A string of ISC dhcpd in double quotes: a backslash takes the next character as it is (dhcp-eval(5)). */
export function dhcpdString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
