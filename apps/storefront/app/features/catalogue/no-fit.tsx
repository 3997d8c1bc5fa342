// Nothing fits the filters: which of them to take away first is for the visitor to say.
import { ButtonLink, EmptyState } from "@souk/ui";
import { useMessages } from "../../messages/use-messages.ts";

export function NoFit({ href }: { href: string }) {
  const { catalogue } = useMessages();
  return (
    <EmptyState title={catalogue.empty} action={<ButtonLink href={href}>{catalogue.reset}</ButtonLink>}>
      {catalogue.emptyHint}
    </EmptyState>
  );
}
