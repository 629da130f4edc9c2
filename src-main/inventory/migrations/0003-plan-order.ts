/** The nodes of a plan in order, from any of them on: a large plan is read part by part. */
export const sql = `
CREATE INDEX plan_node_by_place ON plan_node (plan, place, id);
`;
