import type { ComponentChildren, Ref } from 'preact';

interface ActButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  /** It can't be pressed now. It keeps the focus all the same: it was perhaps just pressed. */
  readonly off?: boolean;
  readonly id?: string;
  readonly label?: string;
  readonly expanded?: boolean;
  readonly innerRef?: Ref<HTMLButtonElement>;
}

/** A button that does something which takes its time. */
export function ActButton(props: ActButtonProps) {
  const { children, onClick, off = false, id, label, expanded, innerRef } = props;
  return (
    <button
      type="button"
      class="button"
      id={id}
      ref={innerRef ?? null}
      aria-label={label}
      aria-expanded={expanded}
      aria-disabled={off}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      {children}
    </button>
  );
}
