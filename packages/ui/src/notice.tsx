// A message that stays on the page. `assertive` ones are read at once: use them for what just failed.
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

export type NoticeTone = "info" | "success" | "warning" | "danger";
const tones: Record<NoticeTone, { looks: string; icon: IconName }> = {
  info: { looks: "border border-line bg-sunken text-ink", icon: "info" },
  success: { looks: "bg-success-wash text-success", icon: "check" },
  warning: { looks: "bg-warning-wash text-warning", icon: "alert" },
  danger: { looks: "bg-danger-wash text-danger", icon: "alert" },
};

type NoticeProps = {
  readonly tone?: NoticeTone;
  readonly title?: string | undefined;
  readonly assertive?: boolean;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
};

export function Notice({ tone = "info", title, assertive = false, className, children }: NoticeProps) {
  const { looks, icon } = tones[tone];
  return (
    <div
      role={assertive ? "alert" : undefined}
      className={classes("flex gap-3 rounded-md px-4 py-3.5 text-sm", looks, className)}
    >
      <Icon name={icon} className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 grow wrap-anywhere">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
