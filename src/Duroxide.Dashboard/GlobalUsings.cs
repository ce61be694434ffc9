global using Duroxide.Core;
global using Duroxide.Runtime;
global using Microsoft.AspNetCore.Builder;
global using Microsoft.AspNetCore.Http;
global using Microsoft.AspNetCore.Routing;
global using EventId = Duroxide.Core.EventId;
