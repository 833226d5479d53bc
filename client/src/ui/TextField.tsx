import type { ReactNode } from 'react';
import { TextField as AriaTextField, FieldError, Input, Label, Text, type TextFieldProps } from 'react-aria-components';
import './text-field.css';

export interface FieldProps extends Omit<TextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string;
  /** Keeps the label for those who do not see the field only. */
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  readonly hint?: string;
  /** What is wrong and what would be right, in words; shown and read together with the field. */
  readonly error?: string | undefined;
  readonly icon?: ReactNode;
  /** Selects what is there when it takes the focus: for something one replaces, or copies, as a whole. */
  readonly isSelectedOnFocus?: boolean;
  /** `data-testid` of the line itself. */
  readonly inputTestId?: string;
}

/** One line of text with its label. */
export function TextField({
  label,
  isLabelHidden,
  placeholder,
  hint,
  error,
  icon,
  isSelectedOnFocus,
  inputTestId,
  ...props
}: FieldProps) {
  return (
    <AriaTextField {...props} className="text-field" isInvalid={error !== undefined}>
      <Label className={isLabelHidden === true ? 'visually-hidden' : 'text-field__label'}>{label}</Label>
      <div className="text-field__box">
        {icon}
        <Input
          className="text-field__input"
          placeholder={placeholder ?? ''}
          data-testid={inputTestId}
          onFocus={(event) => {
            if (isSelectedOnFocus === true) event.currentTarget.select();
          }}
        />
      </div>
      {hint !== undefined && (
        <Text slot="description" className="text-field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="text-field__error">{error}</FieldError>
    </AriaTextField>
  );
}
