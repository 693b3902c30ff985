// The network of what is cited together, as a picture to walk in; the list beside it says the same in words.
const stage = document.getElementById("network");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const draw = async () => {
  const [{ Graph, Sigma, forceAtlas2 }, response] = await Promise.all([
    import("/static/bundle/network.js"),
    fetch(stage.dataset.source),
  ]);
  const { nodes, edges } = await response.json();
  const graph = new Graph({ type: "undirected" });
  const focus = stage.dataset.focus;
  const tied = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const near = new Set(
    edges.filter(({ source, target }) => source === focus || target === focus).flatMap(({ source, target }) => [source, target]),
  );
  const drawn = nodes.filter((node) => tied.has(node.key) || node.key === focus);
  drawn.forEach((node, index) => {
    const angle = (2 * Math.PI * index) / drawn.length;
    const at = node.key === focus;
    const faint = focus && !at && !near.has(node.key);
    graph.addNode(node.key, {
      label: faint ? "" : node.key,
      x: Math.cos(angle),
      y: Math.sin(angle),
      size: 4 + 2.2 * Math.sqrt(node.cited),
      color: faint ? colour("--rule") : at ? colour("--link") : node.review ? colour("--chart") : colour("--ours"),
      forceLabel: at || near.has(node.key),
    });
  });
  for (const { source, target, count } of edges) {
    const lit = !focus || source === focus || target === focus;
    graph.addEdge(source, target, { weight: count, size: Math.min(1 + count, 6), color: colour(lit ? "--muted" : "--rule") });
  }
  // Few steps from fixed places: the same picture every time.
  forceAtlas2.assign(graph, { iterations: 250, settings: { ...forceAtlas2.inferSettings(graph), gravity: 0.6, scalingRatio: 12, adjustSizes: true } });
  const sigma = new Sigma(graph, stage, {
    labelColor: { color: colour("--ink") },
    labelFont: getComputedStyle(document.body).fontFamily,
    labelSize: 13,
    labelRenderedSizeThreshold: 11,
    defaultDrawNodeHover: () => {},
    zIndex: true,
    enableCameraZooming: false,
    stagePadding: 80,
  });
  sigma.on("clickNode", ({ node }) => window.location.assign(`/network?${new URLSearchParams({ focus: node })}`));
  sigma.on("enterNode", () => stage.classList.add("over"));
  sigma.on("leaveNode", () => stage.classList.remove("over"));
  stage.classList.add("drawn");
};
draw().catch(() => {
  stage.remove();
});
