"""Answers questions with Python's ipaddress, one JSON list a line in, one JSON value a line out.

A question is [name, argument, ...]; an answer is the value, or {"error": message} where Python refuses the text.
Integers go as text, for JSON in other languages has none of 128 bits.
"""

import base64
import hashlib
import ipaddress
import json
import struct
import sys


def network(text):
    return ipaddress.ip_network(text, strict=True)


def plain(prefix):
    """A prefix by its integers, so that no text form has to be agreed on."""
    return [prefix.version, str(int(prefix.network_address)), prefix.prefixlen]


def address(text):
    value = ipaddress.ip_address(text)
    return [value.version, str(int(value))]


def forms(text):
    value = ipaddress.ip_address(text)
    return [value.compressed, value.exploded, value.reverse_pointer]


def prefix(text):
    value = network(text)
    return plain(value) + [str(int(value.broadcast_address)), str(value.num_addresses)]


def host_bits(text):
    return plain(ipaddress.ip_network(text, strict=False))


def contains(text, inner):
    return ipaddress.ip_address(inner) in network(text)


def kind(text):
    value = ipaddress.ip_address(text)
    return [
        name
        for name in ("is_multicast", "is_link_local", "is_loopback", "is_unspecified")
        if getattr(value, name)
    ] + [value in block for block in (ipaddress.ip_network("fc00::/7"),) if value.version == 6]


def transition(text):
    value = ipaddress.IPv6Address(text)
    parts = [value.ipv4_mapped, value.sixtofour]
    teredo = value.teredo and [str(part) for part in value.teredo]
    return [part and str(part) for part in parts] + [teredo]


def unique_local(seconds, eui64):
    stamp = struct.pack(">II", seconds + 2208988800 & 0xFFFFFFFF, 0)
    digest = hashlib.sha1(stamp + int(eui64).to_bytes(8, "big")).digest()
    return str(ipaddress.ip_network((bytes([0xFD]) + digest[-5:] + bytes(10), 48)))


def stable(prefix, name, network, counter, secret):
    network_address = ipaddress.ip_network(prefix)
    parts = [
        network_address.network_address.packed + bytes([network_address.prefixlen]),
        name.encode(),
        network.encode(),
        struct.pack(">I", counter),
        bytes.fromhex(secret),
    ]
    data = b"".join(struct.pack(">H", len(part)) + part for part in parts)
    return str(int.from_bytes(hashlib.sha256(data).digest()[-8:], "big"))


def base85(text):
    base64.b85encode(b"")  # fills the alphabet
    value = int(ipaddress.IPv6Address(text))
    # b85encode takes four octets at a time; RFC 1924 takes the whole number.
    digits = []
    for _ in range(20):
        value, digit = divmod(value, 85)
        digits.append(chr(base64._b85alphabet[digit]))
    return "".join(reversed(digits))


def summarize(first, last):
    return [str(block) for block in ipaddress.summarize_address_range(ipaddress.ip_address(first), ipaddress.ip_address(last))]


def collapse(prefixes):
    return [str(block) for block in ipaddress.collapse_addresses(map(network, prefixes))]


def exclude(outer, inner):
    return sorted(map(str, network(outer).address_exclude(network(inner))))


def subnets(text, length):
    """How many there are, and the SHA-256 of all of them, one a line: the list itself is long."""
    lines = [f"{block}\n" for block in network(text).subnets(new_prefix=length)]
    return [len(lines), hashlib.sha256("".join(lines).encode()).hexdigest()]


QUESTIONS = {
    function.__name__: function for function in (
        address,
        forms,
        prefix,
        host_bits,
        contains,
        kind,
        transition,
        unique_local,
        stable,
        base85,
        summarize,
        collapse,
        exclude,
        subnets,
    )
}

for line in sys.stdin:
    name, *arguments = json.loads(line)
    try:
        answer = QUESTIONS[name](*arguments)
    except ValueError as error:
        answer = {"error": str(error)}
    print(json.dumps(answer))
