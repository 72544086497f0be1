// What Relay wants of a schema: objects that it fetches again by their id, and lists that it reads
// on in both directions. Only relay-compiler reads this file.
declare function graphql(text: TemplateStringsArray): unknown;

export const card = graphql`
  fragment listing_card on ArticlePage @refetchable(queryName: "listingCardQuery") {
    title
    url
  }
`;

export const forward = graphql`
  fragment listing_forward on Query
  @refetchable(queryName: "listingForwardQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 12 }, cursor: { type: "String" }) {
    articles(first: $count, after: $cursor) @connection(key: "listing_forward_articles") {
      edges {
        node {
          ...listing_card
        }
      }
    }
  }
`;

export const backward = graphql`
  fragment listing_backward on Author
  @refetchable(queryName: "listingBackwardQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 12 }, cursor: { type: "String" }) {
    articles(last: $count, before: $cursor) @connection(key: "listing_backward_articles") {
      edges {
        node {
          ...listing_card
        }
      }
    }
  }
`;
