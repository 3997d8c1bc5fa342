// Carries a promised capture out. The provider takes the money at most once for our id, so this may be repeated until it is answered.
import { isRefusal, Refusal } from "@souk/errors";
import { cancelJobQuery, type JobOutcome } from "@souk/jobs";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { ExecuteCapture, RETRY_DELAY_MS } from "../../job-definitions.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import { afterRefusedCapture, type Capture } from "../domain/capture.ts";
import { afterNews, type Payment, type ProviderPayment } from "../domain/payment.ts";
import { findCapture, finishCaptureQuery } from "../store/captures.ts";
import { consequencesOf } from "./apply-news.ts";
import { loadPayment } from "./load-payment.ts";
import { writePayment } from "./write-payment.ts";

export async function executeCapture(deps: Deps, captureId: string): Promise<Capture> {
  const capture = await loadCapture(deps, captureId);
  if (capture.status !== "pending") return capture;
  const payment = await loadPayment(deps, capture.paymentId);
  const asked = await askProvider(deps, payment, capture);
  if (asked === "silent") return capture;
  await (asked.status === "taken"
    ? writeTaken(deps, { payment, capture, news: asked.news })
    : writeRefused(deps, { payment, capture, failureCode: asked.failureCode }));
  return loadCapture(deps, captureId);
}

export async function executeCaptureJob(
  deps: Deps,
  { captureId }: { readonly captureId: string },
): Promise<JobOutcome> {
  const { status } = await executeCapture(deps, captureId);
  return status === "pending" ? { retryAfterMs: RETRY_DELAY_MS } : "done";
}

type Asked =
  | "silent"
  | { readonly status: "taken"; readonly news: ProviderPayment }
  | { readonly status: "refused"; readonly failureCode: string };

async function askProvider(deps: Deps, payment: Payment, capture: Capture): Promise<Asked> {
  const { id: captureId, amountMinor, isFinal } = capture;
  try {
    const news = await deps.provider(payment.provider).capture({
      captureId,
      paymentId: payment.id,
      providerPaymentId: payment.providerPaymentId ?? "",
      amount: money(amountMinor, payment.amount.currency),
      isFinal,
    });
    return { status: "taken", news };
  } catch (error) {
    const about = { captureId, paymentId: payment.id };
    if (error instanceof ProviderSilent) {
      deps.telemetry.log.warn({ err: error, ...about }, "the outcome of a capture is unknown");
      return "silent";
    }
    if (!isRefusal(error)) throw error;
    deps.telemetry.log.error({ ...about, code: error.code }, "the provider refused a capture");
    return { status: "refused", failureCode: error.code };
  }
}

type Taken = { readonly payment: Payment; readonly capture: Capture; readonly news: ProviderPayment };

async function writeTaken(deps: Deps, { payment, capture, news }: Taken): Promise<void> {
  const { id: captureId, isFinal } = capture;
  const finish = () => [
    finishCaptureQuery({ captureId, status: "succeeded", failureCode: null, at: deps.now() }),
    cancelJobQuery(ExecuteCapture, captureId),
  ];
  await writePayment(deps, {
    payment,
    change(now) {
      const told = afterNews(now, news, deps.now());
      if (!isFinal || told.isClosed) return told;
      return { ...told, isClosed: true, version: now.version + 1, updatedAt: deps.now() };
    },
    alongside: (change) => [...consequencesOf(deps, change), ...finish()],
    // A webhook was faster: only the capture itself is left to write.
    otherwise: finish(),
    isDone: () => isFinished(deps, captureId),
  });
}

type Refused = { readonly payment: Payment; readonly capture: Capture; readonly failureCode: string };

async function writeRefused(deps: Deps, { payment, capture, failureCode }: Refused): Promise<void> {
  const { id: captureId } = capture;
  await writePayment(deps, {
    payment,
    change: (now) => afterRefusedCapture(now, capture, deps.now()),
    alongside: ({ after }) => [
      finishCaptureQuery({ captureId, status: "failed", failureCode, at: after.updatedAt }),
      cancelJobQuery(ExecuteCapture, captureId),
    ],
    isDone: () => isFinished(deps, captureId),
  });
}

async function isFinished(deps: Deps, captureId: string): Promise<boolean> {
  return (await loadCapture(deps, captureId)).status !== "pending";
}

async function loadCapture(deps: Deps, captureId: string): Promise<Capture> {
  const capture = await findCapture(deps.db, captureId);
  if (capture) return capture;
  throw new Refusal("not_found", "capture_not_found", "There is no such capture.");
}
