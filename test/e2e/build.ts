import setup from '../lab/global-setup.ts';

export default function build(): void {
  setup();
}
