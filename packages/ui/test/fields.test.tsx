// Form parts: reachable by label, errors tied to their fields, usable without JavaScript.
import { renderToStaticMarkup as html } from "react-dom/server";
import { expect, test } from "vitest";
import { focusWhen } from "../src/error-summary.tsx";
import {
  Checkbox,
  ChoiceCards,
  ErrorSummary,
  fieldId,
  PasswordField,
  SelectField,
  TextAreaField,
  TextField,
} from "../src/index.ts";
import { PasswordInput } from "../src/password-field.tsx";

test("a text field has a label, a hint and an error that it names", () => {
  const field = html(
    <TextField
      name="email"
      label="E-mail"
      hint="For the receipt"
      error="Enter an e-mail"
      type="email"
      autoComplete="email"
    />,
  );
  expect(field).toContain(`<label for="${fieldId("email")}"`);
  expect(field).toContain('aria-describedby="field-email-hint field-email-error"');
  expect(field).toContain('aria-invalid="true"');
  expect(field).toContain('type="email"');
  expect(field).toContain('id="field-email-error"');
});

test("a field without hint or error refers to nothing and is required unless it says optional", () => {
  expect(html(<TextField name="city" label="City" />)).toMatch(/required=""/);
  const optional = html(<TextField name="phone" label="Phone" optionalLabel="optional" />);
  expect(optional).not.toContain("required");
  expect(optional).toContain("optional</span>");
  expect(optional).not.toContain("aria-describedby");
});

test("a field for several lines is a field like the others", () => {
  const area = html(
    <TextAreaField
      name="text"
      label="What is it like?"
      hint="Some lines"
      error="Too long"
      defaultValue="Soft"
    />,
  );
  expect(area).toContain(`<label for="${fieldId("text")}"`);
  expect(area).toContain('aria-describedby="field-text-hint field-text-error"');
  expect(area).toMatch(/<textarea[^>]*required=""[^>]*rows="6"[^>]*>Soft<\/textarea>/);
  expect(html(<TextAreaField name="text" label="Text" optionalLabel="optional" rows={3} />)).not.toContain(
    "required",
  );
});

test("a select is the browser's own list", () => {
  const select = html(
    <SelectField
      name="country"
      label="Country"
      defaultValue="FR"
      options={[
        { value: "DE", label: "Germany" },
        { value: "FR", label: "France" },
      ]}
    />,
  );
  expect(select).toContain('<option value="FR" selected="">France</option>');
  expect(html(<SelectField name="country" label="Country" error="Choose" options={[]} />)).toContain(
    "border-danger",
  );
});

test("a checkbox is inside its label", () => {
  const box = html(<Checkbox name="inStock" label="In stock only" value="true" defaultChecked />);
  expect(box).toMatch(/<label[^>]*>.*type="checkbox".*checked="".*In stock only<\/label>/);
  expect(html(<Checkbox name="terms" label="Terms" error="Please accept" />)).toContain("Please accept");
});

test("choices are radio buttons in a named group, one chosen", () => {
  const choices = [
    { value: "a", label: "Standard", description: "3 days", aside: "Free" },
    { value: "b", label: "Express" },
  ];
  const group = html(
    <ChoiceCards name="method" legend="Delivery" choices={choices} defaultValue="b" error="Choose one" />,
  );
  expect(group).toContain("<legend");
  expect(group).toMatch(/value="b"[^>]*checked=""|checked=""[^>]*value="b"/);
  expect(group).toContain('aria-describedby="field-method-error"');
  expect(html(<ChoiceCards name="method" legend="Delivery" legendHidden choices={choices} />)).toContain(
    '<legend class="sr-only">',
  );
});

test("who wants to hear of a choice hears it, with its value", () => {
  const heard: string[] = [];
  const { props } = ChoiceCards({
    name: "method",
    legend: "Delivery",
    choices: [{ value: "a", label: "Standard" }],
    onChoose: (value) => heard.push(value),
  });
  const [, cards] = props.children;
  const [label] = cards.props.children;
  label.props.children[0].props.onChange();
  expect(heard).toEqual(["a"]);
});

test("a summary of errors links to the fields, and is not there without errors", () => {
  const summary = html(
    <ErrorSummary title="Look again" problems={[{ name: "city", message: "Enter your city" }]} />,
  );
  expect(summary).toContain('role="alert"');
  expect(summary).toContain('href="#field-city"');
  expect(html(<ErrorSummary title="Look again" problems={[]} />)).toBe("");
});

test("the summary takes focus when there is something in it", () => {
  let focused = 0;
  const box = { focus: () => void (focused += 1) };
  focusWhen(box, false);
  expect(focused).toBe(0);
  focusWhen(box, true);
  focusWhen(null, true);
  expect(focused).toBe(1);
});

const password = {
  name: "password",
  label: "Password",
  autoComplete: "current-password",
  showLabel: "Show password",
  hideLabel: "Hide password",
} as const;

test("a password is a plain field where no scripts run", () => {
  const field = html(<PasswordField {...password} error="Enter your password" />);
  expect(field).toContain('type="password"');
  expect(field).toContain('autoComplete="current-password"');
  expect(field).toContain('aria-describedby="field-password-error"');
  expect(field).not.toContain("<button");
});

test("a password can be shown and hidden again where scripts run", () => {
  const state = { ...password, canShow: true, onToggle: () => {} };
  const hidden = html(<PasswordInput {...state} isShown={false} />);
  expect(hidden).toContain('type="password"');
  expect(hidden).toMatch(/<button type="button" aria-controls="field-password"[^>]*>Show password</);
  const shown = html(<PasswordInput {...state} isShown />);
  expect(shown).toContain('type="text"');
  expect(shown).toContain(">Hide password<");
});
