// Writing a review: the fields, what is wrong with them in kind words, and what the API makes of them.
import { isApiProblem, type ApiClient } from "@souk/client";
import type { FieldProblem } from "@souk/ui";
import { readValues, type Values } from "../../lib/forms.server.ts";
import { catalogueMessagesFor } from "../../messages/use-catalogue-messages.ts";

const FIELDS = ["rating", "title", "text", "displayName"] as const;
/** The contract's own bounds, which the API holds in any case. */
const LENGTHS_MAX: Readonly<Record<string, number>> = { title: 120, text: 5_000, displayName: 60 };
const STARS = /^[1-5]$/;
const SERVER_ERROR_MIN = 500;
const SIGNED_OUT = 401;
const TOO_MANY = 429;
const STALE = 412;

export type ReviewRefused = {
  readonly status: "refused";
  readonly values: Values;
  readonly problems: readonly FieldProblem[];
  readonly message?: string;
};
export type ReviewOutcome = ReviewRefused | { readonly status: "sent" | "removed" };

function problemsOf(values: Values): readonly FieldProblem[] {
  const { form: words } = catalogueMessagesFor("en").reviews;
  const missing: Readonly<Record<string, string>> = {
    title: words.titleMissing,
    displayName: words.nameMissing,
  };
  return FIELDS.flatMap((name): readonly FieldProblem[] => {
    const value = values[name] ?? "";
    if (name === "rating") return STARS.test(value) ? [] : [{ name, message: words.ratingMissing }];
    const isMissing = value === "" && missing[name] !== undefined;
    if (isMissing) return [{ name, message: missing[name] ?? "" }];
    return value.length > (LENGTHS_MAX[name] ?? 0) ? [{ name, message: words.tooLong }] : [];
  });
}

function refusal(error: unknown, values: Values): ReviewRefused {
  if (!isApiProblem(error) || error.status >= SERVER_ERROR_MIN || error.status === SIGNED_OUT) throw error;
  const { form: words } = catalogueMessagesFor("en").reviews;
  const named = error.errors.flatMap(({ pointer }) => {
    const name = pointer.split("/").at(-1) ?? "";
    return FIELDS.some((field) => field === name) ? [{ name, message: words.notAccepted }] : [];
  });
  if (named.length > 0) return { status: "refused", values, problems: named };
  const isStale = error.status === STALE || error.code === "review_exists";
  const message = isStale
    ? words.changedMeanwhile
    : error.code === "reviews_pending_too_many"
      ? words.tooManyWaiting
      : error.status === TOO_MANY
        ? words.busy
        : words.failed;
  return { status: "refused", values, problems: [], message };
}

async function save(api: ApiClient, { slug, form, values }: Asked & { values: Values }): Promise<void> {
  const { rating, title = "", text = "", displayName = "" } = values;
  const body = { rating: Number(rating), title, text, displayName };
  const { reviewId = "", etag = "" } = readValues(form, ["reviewId", "etag"]);
  if (reviewId === "") await api.reviews.submit(slug, body);
  else await api.reviews.edit(reviewId, body, { etag });
}

type Asked = { readonly slug: string; readonly form: FormData };

export async function writeReview(api: ApiClient, asked: Asked): Promise<ReviewOutcome> {
  const { form } = asked;
  const values = readValues(form, FIELDS);
  try {
    if (form.get("intent") === "remove") {
      const { reviewId = "", etag = "" } = readValues(form, ["reviewId", "etag"]);
      await api.reviews.remove(reviewId, { etag });
      return { status: "removed" };
    }
    const problems = problemsOf(values);
    if (problems.length > 0) return { status: "refused", values, problems };
    await save(api, { ...asked, values });
    return { status: "sent" };
  } catch (error) {
    return refusal(error, values);
  }
}
