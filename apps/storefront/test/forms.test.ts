// Forms on the server: values kept, kind words, the API's complaints beside the right field.
import { expect, test } from "vitest";
import { findProblems, problemAt, problemsOf, readValues } from "../app/lib/forms.server.ts";
import { enCheckout } from "../app/messages/en-checkout.ts";

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

test("only the named fields are read, trimmed, missing ones empty, files left out", () => {
  const data = form({ email: "  a@b.example ", other: "x" });
  data.set("phone", new File(["x"], "x.txt"));
  expect(readValues(data, ["email", "city", "phone"])).toEqual({ email: "a@b.example", city: "", phone: "" });
});

test("empty required fields, wrong e-mails and texts without end are found", () => {
  const values = { email: "nobody", city: "", street2: "", street: "x".repeat(201), other: "" };
  const problems = findProblems(values, ["email", "city", "other"], enCheckout);
  expect(problemAt(problems, "email")).toBe("Enter an e-mail address like name@example.com");
  expect(problemAt(problems, "city")).toBe("Enter your town or city");
  expect(problemAt(problems, "street")).toBe("This is too long; please shorten it");
  expect(problemAt(problems, "other")).toBe("Please check this field");
  expect(problemAt(problems, "street2")).toBeUndefined();
});

test("a form without faults has no problems", () => {
  expect(findProblems({ email: "a@b.example" }, ["email"], enCheckout)).toEqual([]);
});

test("the API's complaints find their fields by the end of the pointer, once each", () => {
  const errors = [
    { pointer: "/shippingAddress/zipCode", code: "too_small", message: "must not be empty" },
    { pointer: "/shippingAddress/zipCode", code: "other", message: "again" },
    { pointer: "/email", code: "invalid", message: "zod says" },
    { pointer: "/city", code: "invalid", message: "" },
    { pointer: "/version", code: "x", message: "not of this form" },
    { pointer: "", code: "x", message: "whole body" },
  ];
  expect(problemsOf(errors, ["zipCode", "email", "city"], enCheckout)).toEqual([
    { name: "zipCode", message: "must not be empty" },
    { name: "email", message: "Enter an e-mail address like name@example.com" },
    { name: "city", message: "Please check this field" },
  ]);
});
