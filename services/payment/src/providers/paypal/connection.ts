// PayPal's own library, at any address, with a token that is renewed. Loaded only when PayPal is first called: it is a large library.
// Left to itself the library never asks for a token again after one failed attempt (it keeps the rejected promise), and speaks to
// PayPal's two addresses only. Therefore a token is fetched here, and a client is made for each token.
import {
  Client,
  OrdersController,
  PaymentsController,
  TransactionSearchController,
} from "@paypal/paypal-server-sdk";
import { toOrderRequest } from "./order-request.ts";

/** A token is renewed this long before it ends, so that no call is under way with it when it does. */
const RENEW_BEFORE_MS = 60_000;
const MS_PER_SECOND = 1_000;
/** Where the library thinks it speaks to. */
const LIBRARY_URL = "https://api-m.sandbox.paypal.com";

export type ConnectionOptions = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

export type Connection = {
  readonly orders: OrdersController;
  readonly payments: PaymentsController;
  readonly reports: TransactionSearchController;
  readonly toOrderRequest: typeof toOrderRequest;
  /** For the parts of the API that the library does not have. */
  readonly token: string;
};
export type Connector = {
  connect(): Promise<Connection>;
  /** Forgets the token: PayPal did not take it. */
  disconnect(): void;
};

class AddressedClient extends Client {
  readonly #url: string;

  constructor(url: string, config: ConstructorParameters<typeof Client>[0]) {
    super(config);
    this.#url = url;
  }

  override getRequestBuilderFactory(): ReturnType<Client["getRequestBuilderFactory"]> {
    const factory = super.getRequestBuilderFactory();
    return (...request) => {
      const builder = factory(...request);
      builder.interceptRequest((sent) => ({ ...sent, url: sent.url.replace(LIBRARY_URL, this.#url) }));
      return builder;
    };
  }
}

export function createConnector(options: ConnectionOptions): Connector {
  let current: { readonly connection: Connection; readonly renewAt: number } | undefined;
  let renewing: Promise<Connection> | undefined;

  const renew = async (): Promise<Connection> => {
    const { accessToken, expiresIn = 0n } =
      await newClient(options).clientCredentialsAuthManager.fetchToken();
    const connection = connectionOf(options, accessToken);
    const renewAt = options.now().getTime() + Number(expiresIn) * MS_PER_SECOND - RENEW_BEFORE_MS;
    current = { connection, renewAt };
    return connection;
  };
  return {
    async connect() {
      if (current && options.now().getTime() < current.renewAt) return current.connection;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    disconnect() {
      current = undefined;
    },
  };
}

function connectionOf(options: ConnectionOptions, accessToken: string): Connection {
  const client = newClient(options, accessToken);
  return {
    orders: new OrdersController(client),
    payments: new PaymentsController(client),
    reports: new TransactionSearchController(client),
    toOrderRequest,
    token: accessToken,
  };
}

/** Without an end of its token: that is kept here. */
function newClient(
  { url, clientId, clientSecret, timeoutMs }: ConnectionOptions,
  accessToken?: string,
): Client {
  return new AddressedClient(url.replace(/\/+$/, ""), {
    timeout: timeoutMs,
    clientCredentialsAuthCredentials: {
      oAuthClientId: clientId,
      oAuthClientSecret: clientSecret,
      ...(accessToken !== undefined && { oAuthToken: { accessToken, tokenType: "Bearer" } }),
    },
    unstable_httpClientOptions: { maxRedirects: 0, proxy: false },
  });
}
