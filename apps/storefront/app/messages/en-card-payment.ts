// The words around the card fields on the payment page, in English.
export const enCardPayment = {
  title: "Pay by card",
  text: "The fields below belong to our payment provider. Your card’s number never reaches us.",
  loading: "The card fields are on their way…",
  pay: (total: string) => `Pay ${total}`,
  paying: "One moment…",
  failedTitle: "The payment did not go through",
  failed: "Nothing was charged. Please check the card, or use another one.",
  unreachableTitle: "The card fields cannot be loaded",
  unreachable: "Nothing was charged. Check your connection and load this page again, or pay another way.",
  reload: "Load again",
  other: "Pay another way",
  noScriptTitle: "Paying by card needs JavaScript",
  noScript:
    "The card fields are a small program of our payment provider. Switch JavaScript on and load this page again.",
  noScriptOther: "Or pay another way:",
};
