// The network of what is cited together; the list beside it says the same in words.
import { drawNetwork } from "/static/graph.js";

const stage = document.getElementById("network");
const focus = stage.dataset.focus;

const draw = async () => {
  const { nodes, edges } = await (await fetch(stage.dataset.source)).json();
  const ends = (chosen) => new Set(chosen.flatMap(({ source, target }) => [source, target]));
  const tied = ends(edges);
  const near = ends(edges.filter(({ source, target }) => source === focus || target === focus));
  const drawn = nodes.filter((node) => tied.has(node.key) || node.key === focus);
  await drawNetwork(
    stage,
    drawn.map((node) => ({
      key: node.key,
      label: node.key,
      size: node.cited,
      colour: node.key === focus ? "--link" : node.review ? "--chart" : "--muted",
      faint: Boolean(focus) && node.key !== focus && !near.has(node.key),
    })),
    edges.map(({ source, target, count }) => ({ source, target, weight: count, faint: Boolean(focus) && source !== focus && target !== focus })),
    (key) => window.location.assign(`/network?${new URLSearchParams({ focus: key })}`),
  );
};
draw().catch((error) => {
  console.warn(error);
  stage.remove();
});
