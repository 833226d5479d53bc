import { Label, Radio, RadioGroup } from 'react-aria-components';
import './choice-group.css';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** The language of the label, when it is not that of the page. */
  readonly lang?: string;
}

/** A few choices side by side, exactly one of which holds. */
export function ChoiceGroup<T extends string>(props: {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const choose = (value: string) => {
    const choice = props.choices.find((each) => each.value === value);
    if (choice !== undefined) props.onChange(choice.value);
  };
  return (
    <RadioGroup className="choice-group" value={props.value} onChange={choose} orientation="horizontal">
      <Label className="choice-group__label">{props.label}</Label>
      <div className="choice-group__choices">
        {props.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="choice-group__choice" lang={choice.lang}>
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
