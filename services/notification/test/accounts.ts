// The user service as the notification service hears it: only the gRPC contract, with mails that a test makes.
import { randomUUID } from "node:crypto";
import { UserService } from "@souk/contracts/rpc";
import { Refusal } from "@souk/errors";
import type { ServiceModule } from "@souk/service";

const noMigrations = new URL("../../user/migrations/", import.meta.url);

export type TestMail = {
  readonly mailId: string;
  readonly userId: string;
  readonly template: string;
  readonly email: string;
  readonly firstName: string;
  readonly url: string;
  readonly expiresAt: string;
  readonly detail: string;
};
export type TestAccounts = {
  readonly module: ServiceModule;
  make(mail: Partial<TestMail>): TestMail;
  /** There is nothing to send any more. */
  overtake(mail: TestMail): void;
  setDown(isDown: boolean): void;
};

export function createTestAccounts(): TestAccounts {
  const mails = new Map<string, TestMail>();
  let isDown = false;
  return {
    make: (changes) => {
      const mailId = randomUUID();
      const mail = {
        mailId,
        userId: randomUUID(),
        template: "account.reset_password",
        email: `${mailId.slice(0, 8)}@shopper.example`,
        firstName: "Leyla",
        url: `https://shop.example/reset-password?token=secret-of-${mailId}`,
        expiresAt: "2026-03-01T10:00:00.000Z",
        detail: "",
        ...changes,
      };
      mails.set(mailId, mail);
      return mail;
    },
    overtake: ({ mailId }) => void mails.delete(mailId),
    setDown: (down) => {
      isDown = down;
    },
    module: {
      name: "user",
      migrations: noMigrations,
      buildApp: async () => ({
        routes: [],
        subscriptions: [],
        jobs: [],
        rpc: (router) =>
          router.service(UserService, {
            getAccountMail: ({ mailId }) => {
              if (isDown) throw new Refusal("unavailable", "service_unavailable", "Down for the test.");
              const mail = mails.get(mailId);
              if (!mail) return {};
              const { template, email, firstName, url, expiresAt, detail } = mail;
              return { template, email, firstName, url, expiresAt, detail };
            },
          }),
      }),
    },
  };
}
