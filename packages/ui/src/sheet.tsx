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

export function Sheet({ open, onClose, title, closeLabel, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);

  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose} closedby="any" className="sheet">
      {open ? (
        <div className="flex h-full flex-col">
          <header className="flex items-center justify-between border-b border-line ps-6 pe-3 py-2.5">
            <h2 className="display-type text-xl">{title}</h2>
            <button
              type="button"
              onClick={() => dialog.current?.close()}
              className="grid size-12 place-items-center rounded-md hover:bg-sunken"
            >
              <Icon name="close" className="size-5" />
              <span className="sr-only">{closeLabel}</span>
            </button>
          </header>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
