/** A text of the mail server with the password taken out, in each form that a server may repeat. */
export function withoutPassword(
  text: string,
  { user = "", password = "" }: { readonly user?: string; readonly password?: string },
): string {
  if (password === "") return text;
  const base64 = (plain: string) => Buffer.from(plain).toString("base64");
  const spellings = [base64(`\0${user}\0${password}`), base64(password), password];
  return spellings.reduce((rest, spelling) => rest.replaceAll(spelling, "***"), text);
}
