// The customer's name and phone, to look at and to change.
import type { User } from "@souk/contracts";
import { Button, ErrorSummary, Notice, TextField, type FieldProblem } from "@souk/ui";
import { Form, useNavigation } from "react-router";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

type ProfileFormProps = {
  readonly user: User;
  readonly saved: boolean;
  readonly problems: readonly FieldProblem[];
};

function ProfileFields({ user, problems }: Pick<ProfileFormProps, "user" | "problems">) {
  const { common } = useMessages();
  const { fields } = useCheckoutMessages();
  const field = (name: "firstName" | "lastName" | "phone") => ({
    name,
    label: fields[name],
    defaultValue: user[name] ?? "",
    error: problems.find((problem) => problem.name === name)?.message,
  });
  return (
    <>
      <p className="text-sm">
        <span className="block text-ink-faint">{fields.email}</span>
        {user.email}
      </p>
      <TextField {...field("firstName")} autoComplete="given-name" />
      <TextField {...field("lastName")} autoComplete="family-name" />
      <TextField
        {...field("phone")}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        optionalLabel={common.optional}
      />
    </>
  );
}

export function ProfileForm({ user, saved, problems }: ProfileFormProps) {
  const { common } = useMessages();
  const { account, checkout } = useCheckoutMessages();
  const isBusy = useNavigation().state === "submitting";
  return (
    <section aria-labelledby="profile">
      <h2 id="profile" className="display-type mb-5 text-xl">
        {account.profile}
      </h2>
      <Form method="post" noValidate className="grid gap-5">
        <ErrorSummary title={checkout.errorTitle} problems={problems} />
        {saved ? (
          <Notice tone="success" assertive>
            {account.saved}
          </Notice>
        ) : null}
        <ProfileFields user={user} problems={problems} />
        <Button tone="secondary" busy={isBusy} className="justify-self-start">
          {common.save}
        </Button>
      </Form>
    </section>
  );
}
