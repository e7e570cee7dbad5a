// Addresses of the hall that are opened outside the frame, so they name the unit.
export const hallsHref = (unit: string): string => `/phong-hop?don-vi=${encodeURIComponent(unit)}`;
export const screenHref = (unit: string, id: string): string => `/hoi-nghi/${encodeURIComponent(id)}/trinh-chieu?don-vi=${encodeURIComponent(unit)}`;
export const operatorHref = (unit: string, id: string): string => `/hoi-nghi/${encodeURIComponent(id)}/dieu-hanh?don-vi=${encodeURIComponent(unit)}`;
