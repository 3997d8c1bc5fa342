// What pays beside a card: the addresses that the client asks, and that a gift card's code is in no address.
import { expect, test } from "vitest";
import { createApiClient } from "../src/index.ts";

type Asked = { readonly call: string; readonly body: unknown };

function recordingApi(): { readonly asked: Asked[]; readonly api: ReturnType<typeof createApiClient> } {
  const asked: Asked[] = [];
  const api = createApiClient({
    baseUrl: "/api/v1",
    fetch: async (url, { method = "GET", body }) => {
      asked.push({ call: `${method} ${url}`, body: typeof body === "string" ? JSON.parse(body) : undefined });
      return Response.json({});
    },
  });
  return { asked, api };
}

test("gift cards, store credit and kept ways to pay are asked at the addresses of the contract", async () => {
  const { asked, api } = recordingApi();
  await api.giftCards.balance("3GG2-1WCW-1S1G-BDV1");
  await api.storeCredit.list();
  await api.paymentMethods.list();
  await api.paymentMethods.forget("a/b");
  expect(asked).toEqual([
    { call: "POST /api/v1/gift-cards/balance", body: { code: "3GG2-1WCW-1S1G-BDV1" } },
    { call: "GET /api/v1/store-credit", body: undefined },
    { call: "GET /api/v1/payment-methods", body: undefined },
    { call: "DELETE /api/v1/payment-methods/a%2Fb", body: undefined },
  ]);
});
