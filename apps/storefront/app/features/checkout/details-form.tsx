// Contact, address and way of delivery on one page. Labels above fields, errors beside them, everything filled in by the browser where it can.
import type { ShippingMethod } from "@souk/contracts";
import {
  Button,
  ButtonLink,
  ChoiceCards,
  ErrorSummary,
  Icon,
  Link,
  Notice,
  TextField,
  type FieldProblem,
} from "@souk/ui";
import type { ReactNode } from "react";
import { Form, useFetcher, useNavigation } from "react-router";
import { AddressFields } from "../../components/address-fields.tsx";
import { moneyText } from "../../lib/currency.ts";
import type { Country } from "../../lib/countries.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

type DetailsFormProps = {
  readonly cartId: string;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly FieldProblem[];
  readonly message?: string | undefined;
  readonly methods: readonly ShippingMethod[];
  readonly countries: readonly Country[];
  readonly isSignedIn: boolean;
};

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-10">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="display-type text-xl">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

function useField({ values, problems }: Pick<DetailsFormProps, "values" | "problems">) {
  const { fields } = useCheckoutMessages();
  return (name: Exclude<keyof typeof fields, "missing" | "passwordShort">) => ({
    name,
    label: fields[name],
    defaultValue: values[name] ?? "",
    error: problems.find((problem) => problem.name === name)?.message,
  });
}

function ContactPart(props: DetailsFormProps) {
  const { checkout, account } = useCheckoutMessages();
  const field = useField(props);
  const signIn = (
    <p className="text-sm text-ink-soft">
      {checkout.signInHint} <Link href="/sign-in?from=/checkout">{account.signIn}</Link>
    </p>
  );
  return (
    <Part title={checkout.contact} aside={props.isSignedIn ? null : signIn}>
      <TextField
        {...field("email")}
        type="email"
        inputMode="email"
        autoComplete="email"
        hint={checkout.emailHint}
        spellCheck={false}
      />
    </Part>
  );
}

function AddressPart(props: DetailsFormProps) {
  const { checkout } = useCheckoutMessages();
  return (
    <Part title={checkout.address}>
      <AddressFields field={useField(props)} countries={props.countries} />
    </Part>
  );
}

function DeliveryPart(props: DetailsFormProps) {
  const { cart, locale } = useMessages();
  const { checkout, fields } = useCheckoutMessages();
  const { methods, values } = props;
  const fetcher = useFetcher();
  const showPrice = (shippingMethodId: string): void =>
    void fetcher.submit({ intent: "delivery", shippingMethodId }, { method: "post", action: "/checkout" });
  return (
    <Part title={checkout.delivery}>
      {methods.length === 0 ? (
        <p className="text-sm text-ink-soft">{checkout.deliveryAfterAddress}</p>
      ) : (
        <>
          <input type="hidden" name="hasDelivery" value="true" />
          <ChoiceCards
            name="shippingMethodId"
            legend={fields.shippingMethodId}
            legendHidden
            onChoose={showPrice}
            defaultValue={
              methods.some(({ id }) => id === values["shippingMethodId"])
                ? values["shippingMethodId"]
                : methods[0]?.id
            }
            error={props.problems.find(({ name }) => name === "shippingMethodId")?.message}
            choices={methods.map(({ id, name, description, price }) => ({
              value: id,
              label: name,
              description,
              aside: price.amount === 0 ? cart.shippingFree : moneyText(price, locale),
            }))}
          />
        </>
      )}
    </Part>
  );
}

export function DetailsForm(props: DetailsFormProps) {
  const { checkout } = useCheckoutMessages();
  const isBusy = useNavigation().formAction === "/checkout";
  return (
    <Form method="post" action="/checkout" noValidate className="pt-4">
      <input type="hidden" name="cartId" value={props.cartId} />
      <ErrorSummary title={checkout.errorTitle} problems={props.problems} />
      {props.message ? (
        <Notice tone="danger" assertive>
          {props.message}
        </Notice>
      ) : null}
      <ContactPart {...props} />
      <AddressPart {...props} />
      <DeliveryPart {...props} />
      <div className="mt-10 flex flex-col-reverse items-stretch gap-3 sm:flex-row sm:items-center sm:justify-between">
        <ButtonLink href="/cart" tone="quiet">
          <Icon name="arrow-start" className="size-4" />
          {checkout.backToBag}
        </ButtonLink>
        <Button busy={isBusy} size="large">
          {props.methods.length === 0 ? checkout.continueToDelivery : checkout.continueToPayment}
        </Button>
      </div>
    </Form>
  );
}
