import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId, type ReactElement } from 'react';
import { nodeStatuses } from '../../../../src-core/plan/node.ts';
import { ChoiceLine, TextLine, TickLine } from '../shell/fields.tsx';
import shell from '../shell/shell.module.css';
import { statusLabels } from '../shell/words.ts';
import styles from './allocate.module.css';
import { withPurpose, type AllocateDraft, type Families } from './draft.ts';
import { gatewayRules4, gatewayRules6, type GatewayRule } from './gateway.ts';
import type { DraftProblems } from './order.ts';
import { purposeIds, purposes, strategyChoices, strategyTexts } from './purposes.ts';

interface AllocateFieldsProps {
  readonly draft: AllocateDraft;
  readonly problems: DraftProblems;
  /** Which families there is space of. */
  readonly has: { readonly ipv6: boolean; readonly ipv4: boolean };
  onChange(draft: AllocateDraft): void;
}

const gatewayLabels: Record<GatewayRule, string> = {
  none: 'None',
  first: 'First address',
  last: 'Last address',
  'link-local': 'fe80::1',
};

export function AllocateFields({ draft, problems, has, onChange }: AllocateFieldsProps): ReactElement {
  const set = (part: Partial<AllocateDraft>): void => onChange({ ...draft, ...part });
  const six = draft.families !== 'ipv4';
  const four = draft.families !== 'ipv6';
  const counted = draft.purpose === 'hosts';
  const families: { value: Families; label: string }[] = [
    ...(has.ipv6 ? [{ value: 'ipv6' as const, label: 'IPv6' }] : []),
    ...(has.ipv4 ? [{ value: 'ipv4' as const, label: 'IPv4' }] : []),
    ...(has.ipv6 && has.ipv4 ? [{ value: 'both' as const, label: 'Both, as one node' }] : []),
  ];
  return (
    <div className={styles.fields}>
      <div className={shell.grid}>
        <div className={shell.wide}>
          <ChoiceLine
            first
            label="What for"
            value={draft.purpose}
            choices={purposeIds.map((value) => ({ value, label: purposes[value].label }))}
            hint={purposes[draft.purpose].why}
            onChange={(purpose) => onChange(withPurpose(draft, purpose))}
          />
        </div>
        <ChoiceLine
          label="Family"
          value={draft.families}
          choices={families}
          problem={problems.families}
          onChange={(value) => set({ families: value })}
        />
        {counted && (
          <TextLine
            label="Hosts"
            value={draft.hosts}
            problem={problems.hosts}
            onChange={(hosts) => set({ hosts })}
          />
        )}
        {six && !counted && (
          <TextLine
            label="IPv6 length"
            value={draft.length6}
            problem={problems.length6}
            onChange={(length6) => set({ length6 })}
          />
        )}
        {four && !counted && (
          <TextLine
            label="IPv4 length"
            value={draft.length4}
            problem={problems.length4}
            onChange={(length4) => set({ length4 })}
          />
        )}
        {draft.purpose === 'pool' && six && (
          <TextLine
            label="Handed out as"
            value={draft.delegates}
            problem={problems.delegates}
            onChange={(delegates) => set({ delegates })}
          />
        )}
        <TextLine
          label="How many"
          value={draft.strategy === 'numbered' ? '1' : draft.count}
          problem={problems.count}
          disabled={draft.strategy === 'numbered'}
          onChange={(count) => set({ count })}
        />
        <div className={shell.wide}>
          <TextLine
            label="Name"
            value={draft.pattern}
            problem={problems.pattern}
            hint="{n} is the number of each, {n:3} the same with zeros before it: 001"
            onChange={(pattern) => set({ pattern })}
          />
        </div>
      </div>
      <Place draft={draft} problems={problems} six={six} four={four} set={set} />
      <h3 className={shell.heading}>Fields of the new nodes</h3>
      <div className={shell.grid}>
        <ChoiceLine
          label="Status"
          value={draft.status}
          choices={nodeStatuses.map((value) => ({ value, label: statusLabels[value] }))}
          onChange={(status) => set({ status })}
        />
        <TextLine label="Site" value={draft.site} onChange={(site) => set({ site })} />
        <TextLine
          label="VLAN from"
          value={draft.vlan}
          problem={problems.vlan}
          hint="Counts up, past those of the site"
          placeholder="none"
          onChange={(vlan) => set({ vlan })}
        />
        {six && (
          <ChoiceLine
            label="IPv6 gateway"
            value={draft.gateway6}
            choices={gatewayRules6.map((value) => ({ value, label: gatewayLabels[value] }))}
            onChange={(gateway6) => set({ gateway6 })}
          />
        )}
        {four && (
          <ChoiceLine
            label="IPv4 gateway"
            value={draft.gateway4}
            choices={gatewayRules4.map((value) => ({ value, label: gatewayLabels[value] }))}
            onChange={(gateway4) => set({ gateway4 })}
          />
        )}
        <div className={shell.wide}>
          <TextLine
            mono
            label="DNS servers"
            value={draft.dns}
            problem={problems.dns}
            placeholder="addresses with spaces between them"
            onChange={(dns) => set({ dns })}
          />
        </div>
      </div>
    </div>
  );
}

interface PlaceProps {
  readonly draft: AllocateDraft;
  readonly problems: DraftProblems;
  readonly six: boolean;
  readonly four: boolean;
  set(part: Partial<AllocateDraft>): void;
}

/** How the place is chosen, and what is kept around it. */
function Place({ draft, problems, six, four, set }: PlaceProps): ReactElement {
  const id = useId();
  return (
    <>
      <h3 className={shell.heading} id={id}>
        Where
      </h3>
      <RadioGroup
        aria-labelledby={id}
        value={draft.strategy}
        onChange={(_event, value) => {
          const strategy = strategyChoices.find((each) => each === value);
          if (strategy !== undefined) set({ strategy });
        }}
      >
        {strategyChoices.map((strategy) => (
          <FormControlLabel
            key={strategy}
            value={strategy}
            className={styles.strategy ?? ''}
            control={<Radio size="small" sx={{ padding: '2px 8px' }} />}
            label={
              <>
                <span className={styles.strategyName}>{strategyTexts[strategy].label}</span>
                <span className={shell.quiet}> {strategyTexts[strategy].why}</span>
              </>
            }
          />
        ))}
      </RadioGroup>
      <div className={`${shell.grid} ${styles.below}`}>
        {draft.strategy === 'numbered' && (
          <TextLine
            label="Number"
            value={draft.number}
            problem={problems.number}
            hint="The first is 0"
            onChange={(number) => set({ number })}
          />
        )}
        {six && (
          <TextLine
            label="IPv6 room to grow"
            value={draft.growth6}
            problem={problems.growth6}
            placeholder="none"
            hint="The length it may grow to"
            onChange={(growth6) => set({ growth6 })}
          />
        )}
        {four && (
          <TextLine
            label="IPv4 room to grow"
            value={draft.growth4}
            problem={problems.growth4}
            placeholder="none"
            hint="The length it may grow to"
            onChange={(growth4) => set({ growth4 })}
          />
        )}
      </div>
      {six && (
        <TickLine
          label="Keep whole nibbles"
          hint="Each gets the block up to the next multiple of 4 bits, which is one reverse zone (RFC 3596 section 2.5)."
          checked={draft.nibble}
          onChange={(nibble) => set({ nibble })}
        />
      )}
    </>
  );
}
