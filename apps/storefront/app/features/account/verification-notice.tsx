// Asks whoever has not done so to confirm their e-mail address, and sends the mail again.
import { Button, Notice } from "@souk/ui";
import { useFetcher } from "react-router";
import { useAccountAreaMessages } from "../../messages/use-account-messages.ts";

/** `isSent`: without JavaScript, the page says it after the form was sent. */
export function VerificationNotice({ email, isSent }: { email: string; isSent: boolean }) {
  const { verification: words } = useAccountAreaMessages();
  const fetcher = useFetcher<{ readonly status: "sent" | "refused"; readonly message?: string }>();
  const isDone = isSent || fetcher.data?.status === "sent";
  return (
    <Notice tone="warning" title={words.title} className="mb-8">
      <p className="mt-1">{words.text(email)}</p>
      <div aria-live="polite">
        {isDone ? <p className="mt-2 font-medium">{words.sent}</p> : null}
        {fetcher.data?.status === "refused" ? (
          <p className="mt-2 font-medium">{fetcher.data.message}</p>
        ) : null}
      </div>
      {isDone ? null : (
        <fetcher.Form method="post" action="/account/verification-mail">
          <Button tone="quiet" busy={fetcher.state !== "idle"} className="-ms-2">
            {words.again}
          </Button>
        </fetcher.Form>
      )}
    </Notice>
  );
}
