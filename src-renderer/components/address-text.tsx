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
}

/**
 * An address wherever it stands: one click copies it (with its zone), the button behind it and the context menu open
 * its actions. Where room is short the middle is cut, never the zone.
 */
export const AddressText = memo(function AddressText(props: AddressTextProps): ReactElement {
  const { target, length, marks, tabStop = true } = props;
  const text = formatScoped(target);
  const zoned = target.zone !== undefined && needsZone(target.address);
  const { head, tail } = splitForRoom(target.address);
  const tabIndex = tabStop ? 0 : -1;
  const openMenu = (event: MouseEvent<HTMLElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    // The menu key sends a contextmenu event too, without a place of its own.
    const byPointer = event.type === 'contextmenu' && event.button === 2;
    openAddressMenu({
      target,
      anchor: event.currentTarget,
      ...(byPointer ? { point: { left: event.clientX, top: event.clientY } } : {}),
    });
  };
  const copy = (event: MouseEvent<HTMLElement>): void => {
    event.stopPropagation();
    void copyAndTell(text);
  };
  return (
    <span className={tabStop ? styles.address : `${styles.address} ${styles.tight}`}>
      <button
        type="button"
        className={styles.copy}
        tabIndex={tabIndex}
        title={`${text}: click to copy`}
        aria-label={`Copy ${text}`}
        onClick={copy}
        onContextMenu={openMenu}
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
      <button
        type="button"
        className={styles.more}
        tabIndex={tabIndex}
        title="More ways to copy"
        aria-label={`Actions for ${text}`}
        aria-haspopup="menu"
        onClick={openMenu}
      >
        <MoreIcon fontSize="inherit" />
      </button>
    </span>
  );
});
