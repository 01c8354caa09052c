// Removes derived links. One that was overwritten by hand or by a generator meanwhile stays.
// params: links LIST<MAP> of {link STRING (id), fromId STRING, toId STRING}
UNWIND $links AS link
MATCH (:Moment {id: link.fromId})-[r:SAME_FIGURE|SAME_LOCATION|CONTEMPORANEOUS|THEMATIC|SAME_ERA {id: link.link}]->(:Moment {id: link.toId})
WHERE r.layer = 1 AND r.source = 'derivation'
DELETE r
