import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A non-unique index, kept in memory and built anew when the store is opened. It proposes documents, the query
 * decides on them; so it may propose too many but never too few.
 *
 * <p>It is used for queries that fix its first keys ({@code x}, {@code $eq}, and {@code $in} on the first of
 * them) and may bound the next ({@code $gt $gte $lt $lte}). Documents with a list or a document under one
 * of the keys are always proposed. It sorts nothing.
 */
final class SortedIndex extends Index<Object> {
    /** Sorts behind every value. */
    private static final Object END = new Object();

    private static final Comparator<Object> VALUES = (a, b) -> {
        if (a == END || b == END) {
            return a == b ? 0 : a == END ? 1 : -1;
        }
        return ValueComparator.asc().compare(a, b);
    };

    private final TreeMap<List<Object>, Set<Object>> entries = new TreeMap<>(SortedIndex::compare);
    private final Map<Object, List<Object>> keyOf = new HashMap<>();
    private final Set<Object> unsorted = new LinkedHashSet<>();
    private final List<String> fields;

    SortedIndex(String name, List<IndexKey> keys) {
        super(name, keys, false);
        fields = keys.stream().map(IndexKey::getKey).toList();
    }

    private static int compare(List<Object> a, List<Object> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = VALUES.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** What can match, or null where this index says nothing about the query. */
    Collection<Object> candidates(Document query) {
        List<List<Object>> prefixes = new ArrayList<>(List.of(List.of()));
        int fixed = 0;
        for (; fixed < fields.size(); fixed++) {
            List<Object> values = fixedValues(query.get(fields.get(fixed)), fixed == 0);
            if (values == null) {
                break;
            }
            prefixes = join(prefixes, values);
        }
        Document bounds = fixed < fields.size() ? bounds(query.get(fields.get(fixed))) : null;
        if (fixed == 0 && bounds == null) {
            return null;
        }
        Set<Object> found = new LinkedHashSet<>(unsorted);
        for (List<Object> prefix : prefixes) {
            List<Object> from = lower(prefix, bounds);
            List<Object> to = upper(prefix, bounds);
            if (compare(from, to) <= 0) {
                entries.subMap(from, true, to, true).values().forEach(found::addAll);
            }
        }
        return found;
    }

    private static List<List<Object>> join(List<List<Object>> prefixes, List<Object> values) {
        List<List<Object>> joined = new ArrayList<>();
        for (List<Object> prefix : prefixes) {
            for (Object value : values) {
                joined.add(append(prefix, value));
            }
        }
        return joined;
    }

    private static List<Object> append(List<Object> list, Object value) {
        List<Object> longer = new ArrayList<>(list);
        longer.add(value);
        return longer;
    }

    private static List<Object> fixedValues(Object constraint, boolean listAllowed) {
        Object value = constraint instanceof Document operators ? operators.get("$eq") : constraint;
        if (Scalar.is(value)) {
            return List.of(value);
        }
        if (listAllowed
                && constraint instanceof Document operators
                && operators.get("$in") instanceof Collection<?> values
                && values.stream().allMatch(Scalar::is)) {
            return List.copyOf(values);
        }
        return null;
    }

    private static Document bounds(Object constraint) {
        if (!(constraint instanceof Document operators)) {
            return null;
        }
        Document bounds = new Document();
        for (String operator : List.of("$gt", "$gte", "$lt", "$lte")) {
            if (Scalar.is(operators.get(operator))) {
                bounds.put(operator.substring(1, 3), operators.get(operator));
            }
        }
        return bounds.isEmpty() ? null : bounds;
    }

    private static List<Object> lower(List<Object> prefix, Document bounds) {
        return bounds != null && bounds.containsKey("gt") ? append(prefix, bounds.get("gt")) : prefix;
    }

    private static List<Object> upper(List<Object> prefix, Document bounds) {
        List<Object> limited =
                bounds != null && bounds.containsKey("lt") ? append(prefix, bounds.get("lt")) : prefix;
        return append(limited, END);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        remove(position);
        List<Object> key = new ArrayList<>();
        for (String field : fields) {
            Object value = Utils.getSubdocumentValueCollectionAware(document, field);
            boolean absent = Missing.isNullOrMissing(value);
            if (!absent && !Scalar.is(value)) {
                unsorted.add(position);
                return;
            }
            key.add(absent ? null : value);
        }
        keyOf.put(position, key);
        entries.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(position);
    }

    /** Gives no position, as others than this document may have the same key. */
    @Override
    public Object remove(Document document) {
        remove(document.get("_id"));
        return null;
    }

    private void remove(Object position) {
        unsorted.remove(position);
        List<Object> key = keyOf.remove(position);
        if (key == null) {
            return;
        }
        Set<Object> positions = entries.get(key);
        positions.remove(position);
        if (positions.isEmpty()) {
            entries.remove(key);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        add(newDocument, position, collection);
    }

    /** True, so that the removal of a document accepts that this index knows no position. */
    @Override
    protected boolean isSparse() {
        return true;
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // No document is refused.
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        // No document is refused.
    }

    @Override
    public long getCount() {
        return keyOf.size() + unsorted.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        entries.clear();
        keyOf.clear();
        unsorted.clear();
    }
}
