import type { ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { addressPieces } from './address-pieces.ts';
import { AddressText } from './address-text.tsx';

interface TextWithAddressesProps {
  readonly text: string;
  /** False inside of tables, where the arrow keys reach the buttons instead of Tab. */
  readonly tabStop?: boolean;
}

/** A sentence, or one address: every address in it has its menu. */
export function TextWithAddresses({ text, tabStop = true }: TextWithAddressesProps): ReactElement {
  return (
    <>
      {addressPieces(text).map((piece, index) =>
        piece.is === 'address' ? (
          <AddressText key={index} target={piece.target} tabStop={tabStop} inSentence />
        ) : (
          visibleText(piece.text, 2_000)
        ),
      )}
    </>
  );
}
