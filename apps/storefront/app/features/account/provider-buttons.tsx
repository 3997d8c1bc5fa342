// One button for each service whose accounts open an account here.
import type { IdentityProvider } from "@souk/contracts";
import { Button } from "@souk/ui";
import { Form, useNavigation } from "react-router";

export function ProviderButtons({
  providers,
  from,
  labelOf,
}: {
  providers: readonly IdentityProvider[];
  from: string;
  labelOf: (name: string) => string;
}) {
  const pending = useNavigation().formAction;
  return providers.map(({ id, name }) => (
    <Form key={id} method="post" action={`/sign-in/with/${id}`}>
      <input type="hidden" name="from" value={from} />
      <Button tone="secondary" busy={pending === `/sign-in/with/${id}`} className="w-full">
        {labelOf(name)}
      </Button>
    </Form>
  ));
}
