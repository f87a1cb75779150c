import type { EmploymentRules } from "./employment.ts";
import type { LevelRules } from "./level.ts";
import type { PayRules } from "./pay-rules.ts";
import type { PlaceRules } from "./place-rules.ts";
import type { SkillRules } from "./skill-rules.ts";
import type { WorkplaceRules } from "./workplace.ts";

/** How the ads of one language are read, but for the roles of their titles (`taxonomy/`): everything in it comes from the files of a locale pack. */
export interface ReadingRules {
  readonly skills: SkillRules;
  readonly pay: PayRules;
  readonly levels: LevelRules;
  readonly workplaces: WorkplaceRules;
  readonly employment: EmploymentRules;
  readonly places: PlaceRules;
}
