// Sends mail over SMTP by nodemailer: a bounded pool, a limit on every wait, and errors turned into what they mean for the mail.
import { createTransport } from "nodemailer";
import type { Config } from "../config.ts";
import { HandOver } from "./hand-over.ts";
import type { Mailer, OutgoingMail } from "./mailer.ts";
import { outcomeOfFailure } from "./smtp-outcome.ts";

const CONNECTIONS_MAX = 4;
const MAILS_PER_CONNECTION_MAX = 100;
const IDLE_TIMEOUT_MS = 30_000;

export type SmtpLimits = {
  readonly connectTimeoutMs: number;
  readonly silenceTimeoutMs: number;
  /** Also for a server that never falls silent and never comes to an end. */
  readonly sendTimeoutMs: number;
};
const limitsDefault: SmtpLimits = {
  connectTimeoutMs: 10_000,
  silenceTimeoutMs: 20_000,
  sendTimeoutMs: 40_000,
};

export function createSmtpMailer({ smtp, sender }: Config, limits: SmtpLimits = limitsDefault): Mailer {
  const transport = createTransport({
    pool: true,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    // A password never travels in the clear, not even where somebody in between hides that the server offers TLS.
    ...(smtp.auth && { auth: smtp.auth, requireTLS: !smtp.secure, forceAuth: true }),
    maxConnections: CONNECTIONS_MAX,
    maxMessages: MAILS_PER_CONNECTION_MAX,
    // The pool would send a mail again whose connection broke, whatever the server had taken by then. That decision is ours.
    maxRequeues: 0,
    connectionTimeout: limits.connectTimeoutMs,
    greetingTimeout: limits.connectTimeoutMs,
    dnsTimeout: limits.connectTimeoutMs,
    socketTimeout: limits.silenceTimeoutMs,
    idleTimeout: IDLE_TIMEOUT_MS,
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use("stream", ({ data, message }, done) => {
    if ("handOver" in data && data.handOver instanceof HandOver) {
      message.processFunc(data.handOver.gate);
      return done();
    }
    return done(new Error("A mail without a hand-over must not leave."));
  });
  const domain = sender.address.slice(sender.address.lastIndexOf("@") + 1);
  return {
    async send(mail) {
      const handOver = new HandOver(mail.handOver);
      const messageId = `<${mail.id}@${domain}>`;
      try {
        const signal = AbortSignal.timeout(limits.sendTimeoutMs);
        await transport.sendMail(
          Object.assign(toMessage(mail), { from: sender, messageId, signal, handOver }),
        );
        return { status: "accepted" };
      } catch (error) {
        return outcomeOfFailure(error, handOver.end());
      }
    },
    close: () => transport.close(),
  };
}

function toMessage({ recipient, subject, html, text }: OutgoingMail) {
  return {
    to: { name: "", address: recipient },
    subject,
    html,
    text,
    // Answers by machines (out of office) stay away from what a machine wrote.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
