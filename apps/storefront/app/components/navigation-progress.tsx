// A thin line while the next page is on its way, and a word for screen readers.
import { LiveRegion } from "@souk/ui";
import { useNavigation } from "react-router";
import { useMessages } from "../messages/use-messages.ts";

export function NavigationProgress() {
  const { common } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  return (
    <>
      {isBusy ? (
        <div aria-hidden="true" className="progress-bar fixed inset-x-0 top-0 z-50 h-[3px] bg-saffron" />
      ) : null}
      <LiveRegion>{isBusy ? common.loading : ""}</LiveRegion>
    </>
  );
}
