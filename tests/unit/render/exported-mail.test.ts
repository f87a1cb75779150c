import { describe, expect, it } from "vitest";
import { exportedMail, SERVICES, type Service } from "../../../src/render/exported-mail.ts";
import { renderEdition } from "../../../src/render/render.ts";
import { hostileLetter } from "./hostile-letter.ts";
import { sampleCharts, sampleKit, sampleLetter } from "./sample-letter.ts";

const SITE = "https://salaries.example.org/";
const services = Object.keys(SERVICES) as Service[];

/** What a template engine would take for its own. */
const TAGS = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g;

describe("a mail for another service", () => {
  it.each(services)("holds the tags of %s where a reader's values stand, in both parts", async (service) => {
    const { mail } = await renderEdition(sampleLetter(), await sampleCharts(), sampleKit(SITE));
    const { html, text } = exportedMail(mail, service);
    const { name, address, unsubscribeUrl, preferencesUrl } = SERVICES[service];
    for (const part of [html, text]) {
      expect(part).toContain(name);
      expect(part).toContain(address);
      expect(part).not.toMatch(/[\uE000-\uF8FF]/);
    }
    expect(html).toContain(`href="${unsubscribeUrl}"`);
    expect(text).toContain(unsubscribeUrl);
    expect(html).toContain(`href="${preferencesUrl}"`);
    expect(text).toContain(preferencesUrl);
    expect(html).toContain(`src="${SITE}2026-W47/charts/`);
  });

  it.each(services)("gives %s nothing else to run, whatever the letter's names hold", async (service) => {
    const { mail } = await renderEdition(hostileLetter(), await sampleCharts(), sampleKit(SITE));
    const own: readonly string[] = Object.values(SERVICES[service]);
    const roles = mail.roles.blocks.map(({ role }) => role);
    const { html, text } = exportedMail(mail, service, roles);
    for (const part of [html, text])
      for (const [tag] of part.replace(/<style[\s\S]*?<\/style>/g, "").matchAll(TAGS)) expect(own).toContain(tag);
  });

  it("holds the parts of the roles that a list follows, and of none by itself", async () => {
    const { mail } = await renderEdition(sampleLetter(), await sampleCharts(), sampleKit(SITE));
    expect(exportedMail(mail, "listmonk", ["mlops-engineer"]).html).toMatch(/Your roles[\s\S]*>MLOps Engineer<\/h3>/);
    expect(exportedMail(mail, "listmonk").html).not.toContain("Your roles");
  });

  it("is refused while its charts are attached", async () => {
    const { mail } = await renderEdition(sampleLetter(), await sampleCharts(), sampleKit(null));
    expect(() => exportedMail(mail, "listmonk")).toThrow(expect.objectContaining({ code: "settings-missing" }));
  });
});
