// Which things go back, how many of each, and why.
import { Button, ErrorSummary, Notice, SelectField, TextAreaField, type FieldProblem } from "@souk/ui";
import { Form, useNavigation } from "react-router";
import { useAfterSaleMessages } from "../../messages/use-after-sale-messages.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { ReturnRefused } from "./ask-return.server.ts";
import type { LinePieces } from "./pieces.ts";
import { nameOf, returnReasons, type ChosenPieces } from "./return-fields.ts";

type LineFieldsProps = LinePieces & {
  readonly chosen: ChosenPieces[string] | undefined;
  readonly problems: readonly FieldProblem[];
};

function LineFields({ line, quantity, chosen, problems }: LineFieldsProps) {
  const { returns: words } = useAfterSaleMessages();
  const reasonName = nameOf("reason", line.id);
  const amounts = Array.from({ length: quantity }, (_, index) => index + 1);
  return (
    <fieldset className="border-t border-line py-6">
      <legend className="sr-only">
        {line.productName} {line.variantName}
      </legend>
      <div className="flex items-start gap-4">
        <LinePicture line={line} />
        <div className="min-w-0 grow">
          <p aria-hidden="true" className="mb-4 wrap-anywhere">
            <span className="block font-medium">{line.productName}</span>
            <span className="block text-sm text-ink-faint">{line.variantName}</span>
          </p>
          <div className="grid gap-4 sm:grid-cols-[10rem_1fr]">
            <SelectField
              name={nameOf("quantity", line.id)}
              label={words.howMany}
              defaultValue={chosen?.quantity ?? "0"}
              options={[
                { value: "0", label: words.none },
                ...amounts.map((amount) => ({ value: String(amount), label: words.of(amount, quantity) })),
              ]}
            />
            <SelectField
              name={reasonName}
              label={words.why}
              defaultValue={chosen?.reason ?? ""}
              error={problems.find(({ name }) => name === reasonName)?.message}
              options={[
                { value: "", label: words.reasonNone },
                ...returnReasons.map((reason) => ({ value: reason, label: words.reasons[reason] })),
              ]}
            />
          </div>
        </div>
      </div>
    </fieldset>
  );
}

function LinePicture({ line: { image } }: Pick<LinePieces, "line">) {
  if (image === null) return <span className="h-20 w-16 shrink-0 bg-line" />;
  return (
    <img
      src={image}
      alt=""
      width={64}
      height={80}
      loading="lazy"
      className="h-20 w-16 shrink-0 bg-line object-cover"
    />
  );
}

type ReturnFormProps = {
  readonly returnable: readonly LinePieces[];
  readonly idempotencyKey: string;
  readonly outcome: ReturnRefused | undefined;
};
const NONE: readonly FieldProblem[] = [];

export function ReturnForm({ returnable, idempotencyKey, outcome }: ReturnFormProps) {
  const { common } = useMessages();
  const { checkout } = useCheckoutMessages();
  const { returns: words } = useAfterSaleMessages();
  const isBusy = useNavigation().state === "submitting";
  const problems = outcome?.problems ?? NONE;
  return (
    <Form method="post" noValidate className="grid gap-6">
      <ErrorSummary title={checkout.errorTitle} problems={problems} />
      {outcome?.message ? (
        <Notice tone="danger" assertive>
          {outcome.message}
        </Notice>
      ) : null}
      <input type="hidden" name="idempotencyKey" value={outcome?.idempotencyKey ?? idempotencyKey} />
      <div className="border-b border-line">
        {returnable.map((pieces) => (
          <LineFields
            key={pieces.line.id}
            {...pieces}
            chosen={outcome?.chosen[pieces.line.id]}
            problems={problems}
          />
        ))}
      </div>
      <TextAreaField
        name="note"
        label={words.note}
        hint={words.noteHint}
        optionalLabel={common.optional}
        rows={4}
        defaultValue={outcome?.note ?? ""}
        error={problems.find(({ name }) => name === "note")?.message}
      />
      <Button busy={isBusy} size="large" className="w-full sm:justify-self-start sm:w-auto">
        {words.send}
      </Button>
    </Form>
  );
}
