select ''::text where false
