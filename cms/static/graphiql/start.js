// GraphiQL against this site's endpoint, opened with a query of this schema.
const example = `# The newest articles, and one of them whole.
{
  articles(first: 5) {
    totalCount
    nodes { title url date category { title } authors { name } }
  }
}
`;
const root = document.getElementById("graphiql");
ReactDOM.createRoot(root).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: root.dataset.endpoint }),
    defaultQuery: root.dataset.query || example,
    defaultEditorToolsVisibility: true,
  }),
);
