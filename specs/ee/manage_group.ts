import { manageGroup } from "../../generated/ee/manage_group.ts";
import { roleFor } from "../steps/ee/group-role.ts";
import { groupOf } from "../steps/ee/named.ts";

/**
 * Steps for two actions, because a role is bound to a group by requests of its own. `create`: what exists is looked up
 * first, since only its id can be updated. The role is found before anything is changed.
 */
export const tool = manageGroup({
  create: async ({ name, description, role }, kestra) => {
    const give = await roleFor(role, kestra);
    const found = groupOf(name, (await kestra.groups({ name })).results);
    const made =
      found === undefined
        ? await kestra.create({ name, description })
        : description === undefined
          ? found
          : await kestra.update({ id_: found.id, name, description });
    await give(made.id);
    return made;
  },
  update: async ({ id_, name, description, role }, kestra) => {
    const give = await roleFor(role, kestra);
    const group = await kestra.update({ id_, name, description });
    await give(id_);
    return group;
  },
});
