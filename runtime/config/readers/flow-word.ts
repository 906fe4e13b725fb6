import { mustBe, type Reader } from "./reader.ts";

const forms = [/^trigger$/, /^label:[^\s=]+=.+$/, /^\*$/, /^[a-z0-9][\w.-]*\.(\*|[a-z0-9][\w-]*)$/i];

/** A word that chooses flows. */
export const flowWord: Reader<string> = (text, name) => {
  const word = text.trim();
  if (forms.some((form) => form.test(word))) return word;
  throw mustBe(name, "namespace.flow, namespace.*, label:key=value or trigger, with commas between", word);
};
