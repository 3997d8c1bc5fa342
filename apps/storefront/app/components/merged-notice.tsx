// Told once after signing in: what the customer had chosen before came into the bag.
import { Notice } from "@souk/ui";
import { usePayingMessages } from "../messages/use-paying-messages.ts";

export function MergedNotice({ isMerged }: { isMerged: boolean }) {
  const { elsewhere } = usePayingMessages();
  return isMerged ? (
    <Notice tone="success" title={elsewhere.mergedTitle} className="my-6">
      {elsewhere.merged}
    </Notice>
  ) : null;
}
