-- Opens a query of a person. Only one query can be a cursor: nothing can come before it or after it that would end the
-- read-only transaction around it.
create function nocturne_query(query text) returns refcursor language plpgsql as $$
declare
    answer refcursor;
begin
    open answer for execute query;
    return answer;
end
$$;
