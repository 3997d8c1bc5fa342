// What a customer says of somebody else's review: that it has helped, or that it should not be there.
import { isApiProblem, type ApiClient } from "@souk/client";
import { catalogueMessagesFor } from "../../messages/use-catalogue-messages.ts";

export type VoteOutcome =
  | { readonly status: "voted"; readonly helpfulCount: number; readonly isHelpful: boolean }
  | { readonly status: "reported" }
  | { readonly status: "refused"; readonly message: string };

export const REPORT_REASONS = ["spam", "offensive", "off_topic", "personal_data", "other"] as const;

const SERVER_ERROR_MIN = 500;
const SIGNED_OUT = 401;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

async function vote({ reviews }: ApiClient, form: FormData): Promise<VoteOutcome> {
  const id = textOf(form, "reviewId");
  if (textOf(form, "intent") === "report") {
    const wanted = textOf(form, "reason");
    await reviews.report(id, { reason: REPORT_REASONS.find((reason) => reason === wanted) ?? "other" });
    return { status: "reported" };
  }
  const isTakenBack = textOf(form, "intent") === "unhelpful";
  const { data } = isTakenBack ? await reviews.unmarkHelpful(id) : await reviews.markHelpful(id);
  return { status: "voted", helpfulCount: data.helpfulCount, isHelpful: data.isHelpful };
}

/** What the customer should know comes back as words; that they must sign in goes up. */
export async function voteForReview(api: ApiClient, form: FormData): Promise<VoteOutcome> {
  try {
    return await vote(api, form);
  } catch (error) {
    if (!isApiProblem(error) || error.status >= SERVER_ERROR_MIN || error.status === SIGNED_OUT) throw error;
    const { reviews: words } = catalogueMessagesFor("en");
    return { status: "refused", message: error.code === "review_own" ? words.helpfulOwn : words.form.failed };
  }
}
