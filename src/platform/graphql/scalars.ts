import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';

export const DateTime = GraphQLDateTime;
export const JSONObject = GraphQLJSONObject;

/** Any string passes: the domain validates, so that an error names segment and rule and spoils no other item. */
export const MomentPath = new GraphQLScalarType<string, string>({
  name: 'MomentPath',
  description:
    'The natural key of a moment: `/year/month/day/time/country/region/city/slug`, for example ' +
    '`/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing`. Years before 1 carry a minus and count ' +
    'historically (`-0044` is 44 BCE). Zero-padding and the leading slash may be left out on input; output is always canonical.',
  serialize: String,
  parseValue: String,
  parseLiteral: (node) => ('value' in node ? String(node.value) : ''),
});
