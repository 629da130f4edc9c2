import { memo, useId, type ReactElement } from 'react';
import type { Fact, FactGroup } from '../../src-core/calculate/facts.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { addressIn } from '../components/address-pieces.ts';
import { AddressMenuButton, openMenuAt } from '../components/address-text.tsx';
import { copyAndTell } from '../components/announcer.tsx';
import { valuePieces } from './value-pieces.ts';
import styles from './calculate.module.css';

/** Facts under their headings, in as many columns as there is room for. Each value is copied by a click. */
export const FactGroups = memo(function FactGroups({
  groups,
}: {
  readonly groups: readonly FactGroup[];
}): ReactElement {
  return (
    <div className={styles.groups}>
      {groups.map((group, index) => (
        <Group key={`${index} ${group.title}`} group={group} />
      ))}
    </div>
  );
});

function Group({ group }: { readonly group: FactGroup }): ReactElement {
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id} className={styles.groupTitle}>
        {visibleText(group.title, 200)}
      </h3>
      <dl className={styles.facts}>
        {group.facts.map((fact, index) => (
          <FactLine key={`${index} ${fact.label}`} fact={fact} />
        ))}
      </dl>
    </section>
  );
}

function FactLine({ fact }: { readonly fact: Fact }): ReactElement {
  const value = visibleText(fact.value, 1000);
  return (
    <div className={styles.fact}>
      <dt>{fact.label}</dt>
      <dd>
        <CopyValue text={value} what={fact.label} />
      </dd>
      <dd className={styles.source}>{fact.source}</dd>
    </div>
  );
}

/** A value that a click copies; an address has its menu as well. */
export function CopyValue({ text, what }: { readonly text: string; readonly what: string }): ReactElement {
  const address = addressIn(text);
  const value = (
    <button
      type="button"
      className={styles.value}
      title="Click to copy"
      aria-label={`${what}: ${text}, copy`}
      onClick={() => void copyAndTell(text)}
      onContextMenu={address === undefined ? undefined : (event) => openMenuAt(event, address)}
    >
      {valuePieces(text).map((piece, index) =>
        piece.code ? (
          <span key={index} className={styles.code}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </button>
  );
  if (address === undefined) return value;
  return (
    <span className={styles.addressValue}>
      {value}
      <AddressMenuButton target={address} />
    </span>
  );
}
