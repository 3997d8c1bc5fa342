// The form in which a review is written, or written anew.
import type { OwnReview } from "@souk/contracts";
import { Button, ErrorSummary, Notice, TextAreaField, TextField } from "@souk/ui";
import { Form, useNavigation } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { StarChoice } from "./star-choice.tsx";
import type { ReviewRefused } from "./write-review.server.ts";

type ReviewFormProps = {
  readonly own: OwnReview | null;
  /** The name to begin with; the author may choose another. */
  readonly displayName: string;
  readonly refused: ReviewRefused | undefined;
};

const NO_PROBLEMS: ReviewRefused["problems"] = [];

/** Which review, and the version of it that the author has seen. */
function Known({ own }: { own: OwnReview }) {
  return (
    <>
      <input type="hidden" name="reviewId" value={own.id} />
      <input type="hidden" name="etag" value={`"v${own.version}"`} />
    </>
  );
}

export function ReviewForm({ own, displayName, refused }: ReviewFormProps) {
  const { form: words } = useCatalogueMessages().reviews;
  const { common } = useMessages();
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("intent") === "send";
  const valueOf = (name: "rating" | "title" | "text" | "displayName", otherwise = "") =>
    refused?.values[name] ?? String(own?.[name] ?? otherwise);
  const errorOf = (name: string) => refused?.problems.find((problem) => problem.name === name)?.message;
  return (
    <Form method="post" noValidate className="grid gap-6">
      <ErrorSummary title={words.errorTitle} problems={refused?.problems ?? NO_PROBLEMS} />
      {refused?.message ? (
        <Notice tone="danger" assertive>
          {refused.message}
        </Notice>
      ) : null}
      {own ? <Known own={own} /> : null}
      <StarChoice chosen={valueOf("rating")} error={errorOf("rating")} />
      <TextField
        name="title"
        label={words.headline}
        hint={words.headlineHint}
        defaultValue={valueOf("title")}
        error={errorOf("title")}
      />
      <TextAreaField
        name="text"
        label={words.text}
        optionalLabel={common.optional}
        defaultValue={valueOf("text")}
        error={errorOf("text")}
      />
      <TextField
        name="displayName"
        label={words.name}
        autoComplete="nickname"
        defaultValue={valueOf("displayName", displayName)}
        error={errorOf("displayName")}
      />
      {own?.status === "approved" ? <p className="text-sm text-ink-soft">{words.again}</p> : null}
      <Button name="intent" value="send" size="large" busy={isBusy}>
        {own ? words.sendAgain : words.send}
      </Button>
    </Form>
  );
}

/** Taking a review back asks once more, by being a thing of its own. */
export function RemoveReview({ own }: { own: OwnReview }) {
  const { form: words } = useCatalogueMessages().reviews;
  const { state, formData } = useNavigation();
  return (
    <Form method="post" className="mt-12 border-t border-line pt-6">
      <Known own={own} />
      <p className="mb-3 text-sm text-ink-soft">{words.removeSure}</p>
      <Button
        name="intent"
        value="remove"
        tone="danger"
        busy={state !== "idle" && formData?.get("intent") === "remove"}
      >
        {words.remove}
      </Button>
    </Form>
  );
}
