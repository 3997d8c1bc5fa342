// Showing a wishlist to others: a link that can be taken back.
import { Button, fieldId, LiveRegion, useHydrated } from "@souk/ui";
import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";

function CopyButton({ text }: { text: string }) {
  const { wishlist } = useCatalogueMessages();
  const [isCopied, setIsCopied] = useState(false);
  const canCopy = useHydrated();
  if (!canCopy) return null; // Without JavaScript the field is there to be copied by hand.
  return (
    <>
      <Button
        type="button"
        tone="secondary"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
      >
        {isCopied ? wishlist.copied : wishlist.copy}
      </Button>
      <LiveRegion>{isCopied ? wishlist.copied : ""}</LiveRegion>
    </>
  );
}

export function ShareBox({ link }: { link: string | null }) {
  const { wishlist } = useCatalogueMessages();
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.has("intent") === true;
  return (
    <section aria-labelledby="share" className="mt-14 border-t border-line pt-8">
      <h2 id="share" className="display-type text-xl">
        {wishlist.share}
      </h2>
      <p className="mt-1 max-w-prose text-sm text-ink-soft">
        {link === null ? wishlist.shareHint : wishlist.shareStopHint}
      </p>
      {link === null ? null : (
        <div className="mt-4 flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow">
            <label htmlFor={fieldId("link")} className="mb-1.5 block text-sm font-medium">
              {wishlist.shareLink}
            </label>
            <input
              id={fieldId("link")}
              readOnly
              value={link}
              onFocus={(event) => event.currentTarget.select()}
              className="min-h-12 w-full rounded-md border border-control bg-raised px-3.5 text-sm"
            />
          </div>
          <CopyButton text={link} />
        </div>
      )}
      <Form method="post" action="/wishlist" className="mt-4">
        <input type="hidden" name="from" value="/wishlist" />
        <Button
          name="intent"
          value={link === null ? "share" : "unshare"}
          tone={link === null ? "secondary" : "quiet"}
          busy={isBusy}
          className={link === null ? undefined : "-ms-2"}
        >
          {link === null ? wishlist.shareMake : wishlist.shareStop}
        </Button>
      </Form>
    </section>
  );
}
