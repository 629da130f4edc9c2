import MoreIcon from '@mui/icons-material/MoreVert';
import { memo, type MouseEvent, type ReactElement } from 'react';
import { formatScoped, needsZone, type ScopedAddress } from '../../src-core/net/zone.ts';
import { splitForRoom, type AddressMark } from './address-marks.ts';
import { openAddressMenu } from './address-menu.tsx';
import styles from './address.module.css';
import { copyAndTell } from './announcer.tsx';

interface AddressTextProps {
  readonly target: ScopedAddress;
  /** Shown behind the address, as `/64`. */
  readonly length?: number | undefined;
  readonly marks?: readonly AddressMark[] | undefined;
  /** False inside of tables, where the arrow keys reach the buttons instead of Tab. */
  readonly tabStop?: boolean | undefined;
  /** True inside of a sentence: the button for the menu takes no room of its own. */
  readonly inSentence?: boolean | undefined;
}

/**
 * An address wherever it stands: one click copies it (with its zone), the button behind it and the context menu open
 * its actions. Where room is short the middle is cut, never the zone.
 */
export const AddressText = memo(function AddressText(props: AddressTextProps): ReactElement {
  const { target, length, marks, tabStop = true, inSentence = false } = props;
  const text = formatScoped(target);
  const zoned = target.zone !== undefined && needsZone(target.address);
  const { head, tail } = splitForRoom(target.address);
  const tabIndex = tabStop ? 0 : -1;
  const names = [styles.address];
  if (!tabStop || inSentence) names.push(styles.tight);
  if (inSentence) names.push(styles.sentence);
  const copy = (event: MouseEvent<HTMLElement>): void => {
    event.stopPropagation();
    void copyAndTell(text);
  };
  return (
    <span className={names.join(' ')}>
      <button
        type="button"
        className={styles.copy}
        tabIndex={tabIndex}
        title={`${text}: click to copy`}
        aria-label={`Copy ${text}`}
        onClick={copy}
        onContextMenu={(event) => openMenuAt(event, target)}
      >
        <span className={styles.digits}>{head}</span>
        {tail !== '' && <span className={styles.tail}>{tail}</span>}
        {zoned && <span className={styles.zone}>%{target.zone}</span>}
        {length !== undefined && <span className={styles.length}>/{length}</span>}
      </button>
      {marks?.map((mark) => (
        <span key={mark.text} className={styles.mark} title={mark.title}>
          {mark.text}
        </span>
      ))}
      <AddressMenuButton target={target} tabStop={tabStop} />
    </span>
  );
});

/** Opens the menu of an address where it was asked for: at the pointer, else at the element. */
export function openMenuAt(
  event: MouseEvent<HTMLElement>,
  target: ScopedAddress,
  anchor: HTMLElement = event.currentTarget,
): void {
  event.preventDefault();
  event.stopPropagation();
  // The menu key sends a contextmenu event too, without a place of its own.
  const byPointer = event.type === 'contextmenu' && event.button === 2;
  openAddressMenu({
    target,
    anchor,
    ...(byPointer ? { point: { left: event.clientX, top: event.clientY } } : {}),
  });
}

/** The button behind an address that opens its menu; seen where the pointer or the keyboard is. */
export function AddressMenuButton(props: Pick<AddressTextProps, 'target' | 'tabStop'>): ReactElement {
  const { target, tabStop = true } = props;
  return (
    <button
      type="button"
      className={styles.more}
      tabIndex={tabStop ? 0 : -1}
      title="What can be done with it"
      aria-label={`Actions for ${formatScoped(target)}`}
      aria-haspopup="menu"
      onClick={(event) => openMenuAt(event, target)}
    >
      <MoreIcon fontSize="inherit" />
    </button>
  );
}
