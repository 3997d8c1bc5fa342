// A panel from the side of the page. The browser's modal dialog traps focus, closes on Escape and gives focus back; nothing of that is ours.
import { useEffect, useRef, type ReactNode } from "react";
import { Icon } from "./icon.tsx";

type SheetProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
};

/** Brings the dialog to the state it should have; showing one that is shown already would throw. */
export function showOrClose(
  dialog: Pick<HTMLDialogElement, "open" | "showModal" | "close"> | null,
  isOpen: boolean,
): void {
  if (isOpen && dialog?.open === false) dialog.showModal();
  if (!isOpen) dialog?.close();
}

export function Sheet({ open, onClose, title, closeLabel, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => showOrClose(dialog.current, open), [open]);

  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose} closedby="any" className="sheet">
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between border-b border-line ps-6 pe-3 py-2.5">
          <h2 className="display-type text-xl">{title}</h2>
          <form method="dialog">
            <button className="grid size-12 place-items-center rounded-md hover:bg-sunken">
              <Icon name="close" className="size-5" />
              <span className="sr-only">{closeLabel}</span>
            </button>
          </form>
        </header>
        {children}
      </div>
    </dialog>
  );
}
