// The form of filters while somebody changes it: each change is seen at once and asked for at once; the address is the truth as soon as it has come.
import { useState } from "react";
import { useLocation, useNavigation, useSubmit } from "react-router";
import { filledFields } from "./filter-query.ts";

export type FilterForm = {
  /** The fields as the visitor sees them, also while the list for them is on its way. */
  readonly draft: URLSearchParams;
  /** Keeps what is being typed. */
  readonly note: (form: HTMLFormElement | null) => void;
  /** Shows the list for what the form says. */
  readonly apply: (form: HTMLFormElement | null) => void;
  readonly isPending: boolean;
};

export function useFilterForm(sortDefault: string): FilterForm {
  const submit = useSubmit();
  const { pathname, search } = useLocation();
  const { location: next } = useNavigation();
  const [draft, setDraft] = useState(search);
  const [seen, setSeen] = useState(search);
  if (seen !== search) {
    setSeen(search);
    setDraft(search);
  }
  const fieldsOf = (form: HTMLFormElement): URLSearchParams => {
    const fields = filledFields(form);
    fields.delete("sort", sortDefault);
    return fields;
  };
  return {
    draft: new URLSearchParams(draft),
    note: (form) => {
      if (form) setDraft(fieldsOf(form).toString());
    },
    apply: (form) => {
      if (!form) return;
      const fields = fieldsOf(form);
      setDraft(fields.toString());
      void submit(fields, { action: pathname, replace: true, preventScrollReset: true });
    },
    isPending: next?.pathname === pathname,
  };
}
