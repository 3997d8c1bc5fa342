// What the API answers when it refuses: a name, and the issue that clients branch on.

const names: Readonly<Record<number, string>> = {
  400: "INVALID_REQUEST",
  401: "AUTHENTICATION_FAILURE",
  404: "RESOURCE_NOT_FOUND",
  422: "UNPROCESSABLE_ENTITY",
  429: "RATE_LIMIT_REACHED",
  500: "INTERNAL_SERVER_ERROR",
};

export class PayPalRefusal extends Error {
  readonly status: number;
  readonly issue: string;
  /** Where the shopper is to be sent again. */
  readonly redirectUrl: string | undefined;

  constructor(status: number, issue: string, redirectUrl?: string) {
    super(issue);
    this.status = status;
    this.issue = issue;
    this.redirectUrl = redirectUrl;
  }
}

export function refusal(status: number, issue: string, redirectUrl?: string): PayPalRefusal {
  return new PayPalRefusal(status, issue, redirectUrl);
}

export function notFound(): PayPalRefusal {
  return refusal(404, "INVALID_RESOURCE_ID");
}

export function refusalBody({ status, issue, redirectUrl }: PayPalRefusal): unknown {
  return {
    name: names[status],
    message: "The requested action could not be performed.",
    debug_id: "sandbox",
    details: [{ issue, description: issue.toLowerCase().replaceAll("_", " ") }],
    links: redirectUrl === undefined ? [] : [{ href: redirectUrl, rel: "redirect", method: "GET" }],
  };
}
