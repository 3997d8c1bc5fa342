// One less, so many, one more. The two buttons submit the form around them with the new quantity, so no JavaScript is needed.
import { Icon } from "./icon.tsx";

type QuantityStepperProps = {
  readonly name: string;
  readonly quantity: number;
  readonly max: number;
  readonly labels: { readonly less: string; readonly more: string; readonly quantity: string };
};
const step =
  "grid size-11 place-items-center hover:bg-sunken disabled:text-control disabled:hover:bg-transparent";

export function QuantityStepper({ name, quantity, max, labels }: QuantityStepperProps) {
  return (
    <div className="inline-flex items-center rounded-md border border-control">
      <button name={name} value={quantity - 1} disabled={quantity <= 1} className={step}>
        <Icon name="minus" className="size-4" />
        <span className="sr-only">{labels.less}</span>
      </button>
      <span className="figures min-w-7 text-center text-sm">
        <span className="sr-only">{labels.quantity} </span>
        {quantity}
      </span>
      <button name={name} value={quantity + 1} disabled={quantity >= max} className={step}>
        <Icon name="plus" className="size-4" />
        <span className="sr-only">{labels.more}</span>
      </button>
    </div>
  );
}
