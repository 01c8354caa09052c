import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import org.h2.mvstore.MVMap;

/**
 * Looks up what an index narrows down, and lets the whole query decide on that. The library does so only when
 * the query has the index's keys and no others, and so reads every document for {@code {_id: x, status: y}}.
 */
final class IndexedCollection extends H2Collection {
    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> data,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, data, meta, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        Iterable<Object> positions = narrow(query);
        if (positions == null) {
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
        return matchDocuments(query, positions, orderBy, skip, limit, batchSize, fields);
    }

    /** The positions that can match, or null where every document can. */
    private Iterable<Object> narrow(Document query) {
        Document onId = pointQuery(query.get("_id"));
        for (Index<Object> index : getIndexes()) {
            if (onId != null && index.getName().equals("_id_")) {
                return index.getPositions(onId);
            }
        }
        for (Index<Object> index : getIndexes()) {
            if (index.isUnique() && index.canHandle(query)) {
                return index.getPositions(query);
            }
        }
        Collection<Object> best = null;
        for (Index<Object> index : getIndexes()) {
            if (index instanceof SortedIndex sorted) {
                Collection<Object> found = sorted.candidates(query);
                if (found != null && (best == null || found.size() < best.size())) {
                    best = found;
                }
            }
        }
        return best;
    }

    private static Document pointQuery(Object constraint) {
        if (constraint instanceof Document operators) {
            if (operators.get("$in") instanceof Collection<?> values && values.stream().allMatch(Scalar::is)) {
                return new Document("_id", new Document("$in", values));
            }
            Object equal = operators.get("$eq");
            return Scalar.is(equal) ? new Document("_id", equal) : null;
        }
        return Scalar.is(constraint) ? new Document("_id", constraint) : null;
    }
}
