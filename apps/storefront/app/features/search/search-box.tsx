// The search field of the header: a plain form, with suggestions while typing where JavaScript runs. `/` brings the focus here.
import { Icon, LiveRegion } from "@souk/ui";
import {
  useEffect,
  useId,
  useRef,
  useState,
  type ChangeEvent,
  type InputHTMLAttributes,
  type KeyboardEvent,
  type RefObject,
} from "react";
import { Form, useFetcher, useLocation, useNavigate } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import { moveActive, SUGGEST_FROM_LENGTH, type Suggestions } from "./suggestions.ts";
import { SuggestionList } from "./suggestion-list.tsx";

const TYPING_PAUSE_MS = 140;

function isTypingSomewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function useSlashToFocus(input: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || event.metaKey || event.ctrlKey || isTypingSomewhere(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [input]);
}

/** Asks a moment after the last key, and forgets when the page changes. */
function useSuggestions() {
  const fetcher = useFetcher<Suggestions>({ key: "suggestions" });
  const { key } = useLocation();
  const [query, setQuery] = useState("");
  const [askedAt, setAskedAt] = useState(key);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { load } = fetcher;
  const ask = (text: string) => {
    setQuery(text);
    clearTimeout(timer.current);
    if (text.trim().length < SUGGEST_FROM_LENGTH) return;
    timer.current = setTimeout(
      () => void load(`/search/suggestions?q=${encodeURIComponent(text.trim())}`),
      TYPING_PAUSE_MS,
    );
  };
  if (askedAt !== key) {
    setAskedAt(key); // Another page: what was typed has been answered.
    setQuery("");
  }
  const items = query.trim().length >= SUGGEST_FROM_LENGTH && fetcher.data?.query ? fetcher.data.items : [];
  return { query, items, ask, forget: () => setQuery("") };
}

type SearchInputProps = Pick<InputHTMLAttributes<HTMLInputElement>, "id" | "onChange" | "onKeyDown"> & {
  readonly isOpen: boolean;
  readonly activeId: string | undefined;
};

function SearchInput({ id, isOpen, activeId, ...handlers }: SearchInputProps) {
  const { search } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  useSlashToFocus(input);
  return (
    <input
      ref={input}
      id={id}
      type="search"
      name="q"
      placeholder={search.placeholder}
      autoComplete="off"
      enterKeyHint="search"
      role="combobox"
      aria-expanded={isOpen}
      aria-controls={`${id}-list`}
      aria-autocomplete="list"
      aria-activedescendant={activeId}
      {...handlers}
      className="min-h-11 w-full bg-transparent pe-2 text-sm outline-none placeholder:text-ink-faint"
    />
  );
}

/** The arrow keys move through the suggestions, Enter opens the one they reached, Escape closes the list. */
function useArrowKeys(items: Suggestions["items"], forget: () => void) {
  const navigate = useNavigate();
  const [active, setActive] = useState(-1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") forget();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setActive(moveActive(active, event.key, items.length));
    }
    const chosen = items[active];
    if (event.key !== "Enter" || !chosen) return;
    event.preventDefault();
    void navigate(chosen.href, { viewTransition: true });
  };
  return { active, onKeyDown, restart: () => setActive(-1) };
}

export function SearchBox() {
  const { search } = useMessages();
  const id = useId();
  const { query, items, ask, forget } = useSuggestions();
  const { active, onKeyDown, restart } = useArrowKeys(items, forget);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    restart();
    ask(event.target.value);
  };
  return (
    <search
      className="relative"
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || forget()}
    >
      <Form
        action="/products/search"
        className="flex items-center rounded-sm border-b border-control outline-focus focus-within:outline-2 focus-within:outline-offset-2"
      >
        <label htmlFor={id} className="grid size-9 shrink-0 place-items-center">
          <Icon name="search" className="size-[1.125rem] text-ink-soft" />
          <span className="sr-only">{search.label}</span>
        </label>
        <SearchInput
          id={id}
          isOpen={items.length > 0}
          activeId={items[active] ? `${id}-${active}` : undefined}
          onChange={onChange}
          onKeyDown={onKeyDown}
        />
      </Form>
      <SuggestionList id={id} query={query} items={items} active={active} />
      <LiveRegion>
        {query.trim().length >= SUGGEST_FROM_LENGTH ? search.suggestionCount(items.length) : ""}
      </LiveRegion>
    </search>
  );
}
